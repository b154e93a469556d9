"""绩表: an offline editor for the 财政项目支出绩效目标申报表."""

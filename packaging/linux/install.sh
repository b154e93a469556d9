#!/bin/sh
# 把绩表加进应用菜单，并让 .jxb 文件双击即用绩表打开。只写当前用户自己的文件夹，不需要管理员权限，不联网。
# Puts 绩表 into the menu and lets it open .jxb files, for this user alone: no root, no network.
#
#   ./install.sh             the program beside this script (the bundle)
#   ./install.sh PROGRAM     another one, such as .venv/bin/jibiao of a checkout
#   ./install.sh --remove    take it out of the menu again; forms and settings stay
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/jibiao.desktop
kind=$data/mime/packages/jibiao.xml
icon=$data/icons/hicolor/scalable/apps/jibiao.svg

tell_desktop() {
    if command -v update-mime-database >/dev/null; then update-mime-database "$data/mime" 2>/dev/null || true; fi
    if command -v update-desktop-database >/dev/null; then update-desktop-database "$data/applications" 2>/dev/null || true; fi
}

if [ "${1:-}" = --remove ]; then
    rm -f -- "$entry" "$kind" "$icon"
    tell_desktop
    echo "已从应用菜单中移除绩表。/ 绩表 is no longer in the menu."
    exit 0
fi

program=${1:-$here/jibiao}
if [ ! -x "$program" ] || [ -d "$program" ]; then
    echo "找不到程序 $program，请在绩表的文件夹里运行本脚本。/ There is no program $program." >&2
    exit 1
fi
program=$(CDPATH='' cd -- "$(dirname -- "$program")" && pwd)/$(basename -- "$program")

# Beside the program: where the bundle has its parts, then where a checkout has them.
pick() {
    for each in "$@"; do
        if [ -f "$each" ]; then printf '%s' "$each"; return; fi
    done
    echo "缺少文件 $1，请重新解压绩表的压缩包。/ The file $1 is missing." >&2
    exit 1
}
picture=$(pick "$here/_internal/resources/icons/jibiao.svg" "$here/../../resources/icons/jibiao.svg")
parts=$here
if [ -d "$here/desktop" ]; then parts=$here/desktop; fi

# A path in Exec stands in quotes; \ " ` $ are escaped once for the quotes and \ once more for the file, % is doubled.
exec_line=$(printf '"%s"' "$(printf '%s' "$program" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g')")
mkdir -p -- "$(dirname -- "$entry")" "$(dirname -- "$kind")" "$(dirname -- "$icon")"
PROGRAM=$exec_line awk '{ at = index($0, "@PROGRAM@"); if (at) $0 = substr($0, 1, at - 1) ENVIRON["PROGRAM"] substr($0, at + 9); print }' \
    "$parts/jibiao.desktop" > "$entry"
cp -- "$parts/jibiao-mime.xml" "$kind"
cp -- "$picture" "$icon"
tell_desktop
if command -v xdg-mime >/dev/null; then xdg-mime default jibiao.desktop application/x-jibiao 2>/dev/null || true; fi
echo "绩表已加进应用菜单，.jxb 文件可以双击打开。/ 绩表 is in the menu and opens .jxb files."

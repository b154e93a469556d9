@echo off
rem Puts a shortcut on the desktop and lets the program open .jxb files, for this user alone: no administrator, no
rem network. make_bundle.py writes this file into the bundle in GBK with CRLF, which is what cmd reads on Chinese Windows.
rem   install.cmd            install.cmd /remove
setlocal
set "PROGRAM=%~dp0jibiao.exe"
set "CLASSES=HKCU\Software\Classes"
if /i "%~1"=="/remove" goto remove
if not exist "%PROGRAM%" (
    echo 找不到 jibiao.exe，请在绩表的文件夹里运行本脚本。/ There is no jibiao.exe here.
    exit /b 1
)
reg add "%CLASSES%\.jxb" /ve /d "Jibiao.Form" /f >nul || exit /b 1
reg add "%CLASSES%\Jibiao.Form" /ve /d "绩效目标表" /f >nul || exit /b 1
reg add "%CLASSES%\Jibiao.Form\DefaultIcon" /ve /d "\"%PROGRAM%\",0" /f >nul || exit /b 1
reg add "%CLASSES%\Jibiao.Form\shell\open\command" /ve /d "\"%PROGRAM%\" \"%%1\"" /f >nul || exit /b 1
powershell -NoProfile -Command "$shell = New-Object -ComObject WScript.Shell; $link = $shell.CreateShortcut([IO.Path]::Combine([Environment]::GetFolderPath('Desktop'), [char]0x7ee9 + [char]0x8868 + '.lnk')); $link.TargetPath = $env:PROGRAM; $link.Save()"
echo 绩表的快捷方式已放到桌面，.jxb 文件可以双击打开。/ 绩表 is on the desktop and opens .jxb files.
exit /b 0

:remove
reg delete "%CLASSES%\.jxb" /f >nul 2>&1
reg delete "%CLASSES%\Jibiao.Form" /f >nul 2>&1
powershell -NoProfile -Command "Remove-Item -ErrorAction SilentlyContinue -LiteralPath ([IO.Path]::Combine([Environment]::GetFolderPath('Desktop'), [char]0x7ee9 + [char]0x8868 + '.lnk'))"
echo 已移除。/ Removed.

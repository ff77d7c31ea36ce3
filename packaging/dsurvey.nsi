; The installer of the program for one user of a Windows PC: no administrator, no network.
; Called by packaging/windows_packages.py, which defines VERSION, PROGRAM (the frozen folder), OUT.
; Silently: dsurvey-setup.exe /S [/D=C:\folder], and uninstall.exe /S.
!ifdef TARGET
  Target "${TARGET}"
!endif
Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma
RequestExecutionLevel user
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "x64.nsh"

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\dsurvey-desktop"
!define MUI_ICON "program.ico"
!define MUI_UNICON "program.ico"
!define MUI_ABORTWARNING

Name "$(name)"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\dsurvey-desktop"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "dsurvey_desktop"
VIAddVersionKey "FileDescription" "dsurvey_desktop"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" ""

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\dsurvey-desktop.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString name ${LANG_SIMPCHINESE} "持证残疾人调查"
LangString name ${LANG_ENGLISH} "Disability certificate survey"
LangString runs ${LANG_SIMPCHINESE} "程序正在运行。请先关闭它的窗口，再重试。"
LangString runs ${LANG_ENGLISH} "The program is running. Please close its windows, then try again."
LangString needs64 ${LANG_SIMPCHINESE} "本程序需要 64 位的 Windows 10 或 11。"
LangString needs64 ${LANG_ENGLISH} "The program needs Windows 10 or 11, 64 bit."
LangString keeps ${LANG_SIMPCHINESE} "单位的数据、备份和设置不会被删除。"
LangString keeps ${LANG_ENGLISH} "The data, backups and settings of offices are not removed."
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(keeps)"

; A program that runs can't be written to; opening it for appending tells, and changes nothing.
!macro WAIT_UNTIL_CLOSED
  retry:
  IfFileExists "$INSTDIR\dsurvey-desktop.exe" 0 closed
  ClearErrors
  FileOpen $0 "$INSTDIR\dsurvey-desktop.exe" a
  IfErrors runs
  FileClose $0
  Goto closed
  runs:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(runs)" /SD IDCANCEL IDRETRY retry
  SetErrorLevel 2
  Quit
  closed:
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(needs64)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Section
  !insertmacro WAIT_UNTIL_CLOSED
  ; What an earlier version brought and this one has no more must not stay.
  ${If} ${FileExists} "$INSTDIR\dsurvey-desktop.exe"
    RMDir /r "$INSTDIR\_internal"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${PROGRAM}/*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\$(name).lnk" "$INSTDIR\dsurvey-desktop.exe"
  CreateShortCut "$DESKTOP\$(name).lnk" "$INSTDIR\dsurvey-desktop.exe"
  WriteRegStr HKCU "${KEY}" "DisplayName" "$(name)"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\dsurvey-desktop.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegStr HKCU "${KEY}" "Shortcuts" "$(name)"
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  IntFmt $0 "0x%08X" $0
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" "$0"
SectionEnd

; Only what was installed: somebody may keep an office in the same folder.
Section "Uninstall"
  !insertmacro WAIT_UNTIL_CLOSED
  ReadRegStr $1 HKCU "${KEY}" "Shortcuts"
  Delete "$SMPROGRAMS\$1.lnk"
  Delete "$DESKTOP\$1.lnk"
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\dsurvey-desktop.exe"
  Delete "$INSTDIR\dsurvey.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${KEY}"
SectionEnd

@echo off
rem Starts Gradus on Windows: finds a JDK 25, builds what is missing, and runs the command in Java.
setlocal enabledelayedexpansion
set "GRADUS_HOME=%~dp0"
if "%GRADUS_HOME:~-1%"=="\" set "GRADUS_HOME=%GRADUS_HOME:~0,-1%"
if defined GRADUS_DATA for %%D in ("%GRADUS_DATA%") do set "GRADUS_DATA=%%~fD"
set "JDK="
for %%H in ("%GRADUS_JAVA_HOME%" "%JAVA_HOME%" "%CONDA_PREFIX%\Library\lib\jvm" "%CONDA_PREFIX%\Library") do call :try %%H
for /d %%H in ("%GRADUS_HOME%\.jdk\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*") do call :try "%%~H"
if not defined JDK (
  echo Gradus needs a JDK 25 and found none. Install Eclipse Temurin 25, for instance with 1>&2
  echo   winget install EclipseAdoptium.Temurin.25.JDK 1>&2
  echo and start again, or set JAVA_HOME to one. 1>&2
  exit /b 3
)
set "JAVA_HOME=%JDK%"
if not exist "%GRADUS_HOME%\lib\gradus-kit.jar" (
  echo Building the library with %JDK% ...
  pushd "%GRADUS_HOME%"
  call mvnw.cmd -q -B package -DskipTests || (popd & exit /b 4)
  popd
)
"%JDK%\bin\java" -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -cp "%GRADUS_HOME%\lib\*" gradus.cli.Main %*
exit /b %ERRORLEVEL%

:try
if defined JDK exit /b
if exist "%~1\bin\javac.exe" findstr /b "JAVA_VERSION=\"25" "%~1\release" >nul 2>&1 && set "JDK=%~1"
exit /b

@echo off
rem The command line of Gilscope: gilscope --help
"%~dp0Gilscope.exe" --log-level=3 --command-line -- %*

"""The system calls behind windows.py; they exist on Windows only."""
import ctypes
from ctypes import wintypes

from .windows import FIRST_BUFFER, STATUS_INFO_LENGTH_MISMATCH, SYSTEM_PROCESS_INFORMATION

PROCESS_QUERY_LIMITED_INFORMATION = 0x1000
THREAD_QUERY_LIMITED_INFORMATION = 0x0800
#: Of NtQueryInformationProcess, since Windows 8.1.
PROCESS_COMMAND_LINE_INFORMATION = 60
#: The longest command line of Windows, in bytes, with the structure before it.
LONGEST_COMMAND = 2 * 32_768 + 16


class UnicodeString(ctypes.Structure):
    """UNICODE_STRING; its lengths are in bytes."""

    _fields_ = [("length", wintypes.USHORT), ("maximum", wintypes.USHORT), ("buffer", ctypes.c_void_p)]


class Calls:
    def __init__(self):
        self._ntdll = ctypes.WinDLL("ntdll")
        kernel32 = ctypes.WinDLL("kernel32")
        for call in (self._ntdll.NtQuerySystemInformation, self._ntdll.NtQueryInformationProcess):
            call.restype = wintypes.ULONG
        self._ntdll.NtQuerySystemInformation.argtypes = [
            *(wintypes.ULONG, ctypes.c_void_p, wintypes.ULONG, ctypes.POINTER(wintypes.ULONG))
        ]
        self._ntdll.NtQueryInformationProcess.argtypes = [
            *(wintypes.HANDLE, wintypes.ULONG, ctypes.c_void_p, wintypes.ULONG, ctypes.c_void_p)
        ]
        self._close = kernel32.CloseHandle
        self._close.argtypes = [wintypes.HANDLE]
        self._open_process, self._open_thread = kernel32.OpenProcess, kernel32.OpenThread
        for call in (self._open_process, self._open_thread):
            call.restype = wintypes.HANDLE
            call.argtypes = [wintypes.DWORD, wintypes.BOOL, wintypes.DWORD]
        self._free = kernel32.LocalFree
        self._free.restype = ctypes.c_void_p
        self._free.argtypes = [ctypes.c_void_p]
        # Since Windows 10, version 1607.
        self._describe = getattr(kernel32, "GetThreadDescription", None)
        if self._describe:
            self._describe.restype = ctypes.c_long
            self._describe.argtypes = [wintypes.HANDLE, ctypes.POINTER(ctypes.c_void_p)]
        self._buffer = ctypes.create_string_buffer(FIRST_BUFFER)

    def processes(self):
        """The answer about all processes, its address, and the size of a pointer in it."""
        needed = wintypes.ULONG()
        while True:
            size = len(self._buffer)
            status = self._ntdll.NtQuerySystemInformation(
                SYSTEM_PROCESS_INFORMATION, self._buffer, size, ctypes.byref(needed)
            )
            if status == 0:
                return memoryview(self._buffer), ctypes.addressof(self._buffer), ctypes.sizeof(ctypes.c_void_p)
            if status != STATUS_INFO_LENGTH_MISMATCH:
                raise OSError(f"NtQuerySystemInformation: status {status:#x}")
            # There may be more of them by the time that it is asked again.
            self._buffer = ctypes.create_string_buffer(max(2 * size, needed.value + FIRST_BUFFER))

    def command(self, pid):
        """A process's command line; empty where it is not told."""
        handle = self._open_process(PROCESS_QUERY_LIMITED_INFORMATION, False, pid)
        if not handle:
            return ""
        try:
            buffer = ctypes.create_string_buffer(LONGEST_COMMAND)
            status = self._ntdll.NtQueryInformationProcess(
                handle, PROCESS_COMMAND_LINE_INFORMATION, buffer, LONGEST_COMMAND, None
            )
            if status != 0:
                return ""
            text = UnicodeString.from_buffer(buffer)
            return ctypes.wstring_at(text.buffer, text.length // 2) if text.buffer else ""
        finally:
            self._close(handle)

    def thread_name(self, tid):
        """The name that a thread was given (SetThreadDescription); empty where there is none."""
        handle = self._open_thread(THREAD_QUERY_LIMITED_INFORMATION, False, tid) if self._describe else None
        if not handle:
            return ""
        text = ctypes.c_void_p()
        try:
            if self._describe(handle, ctypes.byref(text)) < 0 or not text.value:
                return ""
            return ctypes.wstring_at(text.value)
        finally:
            self._free(text)
            self._close(handle)

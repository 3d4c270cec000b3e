"""Looks at a kernel's processes and threads from outside, where the app cannot: on macOS and Windows. See README.md."""

#!/bin/sh
# Prints, for interpreters with headers, what offsets.ts says, taken from the headers by the compiler. By hand:
#   sh main/scope/cpython/confirm-offsets.sh ~/.pyenv/versions/3.12.1/bin/python3 …
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/offsets.c" <<'C'
#define Py_BUILD_CORE 1
#include <Python.h>
#include <stddef.h>
#include <stdio.h>
#include "internal/pycore_runtime.h"
#include "internal/pycore_interp.h"
#include "internal/pycore_pystate.h"
#include "internal/pycore_gil.h"
#if PY_VERSION_HEX >= 0x030B0000
#include "internal/pycore_frame.h"
#endif
#define SHOW(type, field) printf("  %-44s %zu\n", #type "." #field, offsetof(type, field))
typedef struct _gil_runtime_state Gil;

int main(void) {
  printf("Python %s\n", PY_VERSION);
  SHOW(_PyRuntimeState, interpreters.head);
#if PY_VERSION_HEX < 0x030C0000
  SHOW(_PyRuntimeState, ceval.gil);
#else
  SHOW(PyInterpreterState, ceval.gil);
#endif
  SHOW(PyInterpreterState, next);
  SHOW(PyInterpreterState, id);
#if PY_VERSION_HEX < 0x030B0000
  SHOW(PyInterpreterState, tstate_head);
#else
  SHOW(PyInterpreterState, threads.head);
  SHOW(PyThreadState, native_thread_id);
#endif
  SHOW(PyThreadState, next);
  SHOW(PyThreadState, interp);
  SHOW(PyThreadState, thread_id);
#if PY_VERSION_HEX >= 0x030D0000
  SHOW(PyThreadState, state);
#endif
#ifdef Py_GIL_DISABLED
  SHOW(Gil, enabled);
#endif
  SHOW(Gil, last_holder);
  SHOW(Gil, locked);
  SHOW(Gil, switch_number);
  printf("  %-44s %zu\n", "sizeof Gil", sizeof(Gil));
#if PY_VERSION_HEX >= 0x030B0000
#if PY_VERSION_HEX < 0x030D0000
  SHOW(PyThreadState, cframe);
  SHOW(_PyCFrame, current_frame);
  SHOW(_PyInterpreterFrame, f_code);
  SHOW(_PyInterpreterFrame, prev_instr);
#else
  SHOW(PyThreadState, current_frame);
  SHOW(_PyInterpreterFrame, f_executable);
  SHOW(_PyInterpreterFrame, instr_ptr);
#endif
  SHOW(_PyInterpreterFrame, previous);
  SHOW(_PyInterpreterFrame, owner);
  SHOW(PyCodeObject, co_filename);
  SHOW(PyCodeObject, co_firstlineno);
  SHOW(PyCodeObject, co_linetable);
  SHOW(PyCodeObject, co_code_adaptive);
  SHOW(PyVarObject, ob_size);
  SHOW(PyBytesObject, ob_sval);
  SHOW(PyASCIIObject, length);
  SHOW(PyASCIIObject, state);
  printf("  %-44s %zu\n", "sizeof PyASCIIObject", sizeof(PyASCIIObject));
#endif
  return 0;
}
C
for python in "$@"; do
  include=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))')
  ${CC:-cc} -w -I"$include" -I"$include/internal" "$folder/offsets.c" -o "$folder/offsets"
  "$folder/offsets"
done

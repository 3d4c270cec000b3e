/** What `gilscope --help` prints. */
export const HELP = `gilscope: notebooks that show what Python's concurrency really does

Usage
  gilscope [FILE …]                open the window, with these files
  gilscope run FILE [options]      run every cell, in order, in a fresh kernel
  gilscope convert IN -o OUT       read a file and write it in another format, without running
  gilscope export FILE --to FORM -o OUT
                                   write it for other programs, with what its kept runs did as pictures
  gilscope --headless [FILE]       what the window is for, without one: runs FILE, or the first example, and writes it
                                   with its outputs and a report into a folder (-o FOLDER; otherwise gilscope-headless)
  gilscope interpreters            list the Pythons of this machine that can run notebooks
  gilscope doctor [--json]         check what this machine has of what Gilscope needs, and say what to do

FILE and IN are .ipynb notebooks, MyST Markdown notebooks, Python scripts with cells (# %%), or Markdown or text
documents with fenced or indented Python code. OUT's name says its format: .ipynb; .md or .txt for Markdown; .myst.md,
.myst or .mystnb for MyST, which .md stays too if IN is MyST; .py for a script with cells. Text holds no outputs.

Options of run
  -o, --output OUT.ipynb           write the executed notebook
      --report OUT.md              write a report in Markdown
      --trace OUT.json             write what every thread did, for https://ui.perfetto.dev (Chrome's trace-event form)
      --pin NAME                   keep in OUT.ipynb, as if pinned in the app, what the threads of each cell did that ran
                                   long enough to say; a run that was kept under NAME on the same Python is replaced
      --python PATH                the interpreter to use; otherwise the best one found for FILE's folder
      --cell-timeout SECONDS       interrupt a cell that takes longer, mark it, and go on
      --hz NUMBER                  how often to look at what threads do, 50 to 1,000 times a second; otherwise 250
      --allow-errors               go on after a cell that failed
      --json                       one JSON object per code cell that was run, on stdout and nothing else there:
                                   index (among all cells, from 0), id, status (ok, error or timeout),
                                   outputs (as in .ipynb), wallMs, scope, help; written when the whole run has ended

Options of export
      --to ipynb | md | html | pdf | py | perfetto
                                   a notebook whose pictures are outputs (GitHub and JupyterLab show them), Markdown with
                                   pictures in a folder beside it, one page that needs nothing else, with timelines to zoom,
                                   that page on paper (made by the app's Electron, no display needed),
                                   a Python script to be run as it is (convert makes scripts with cells),
                                   or the traces alone, as .json for https://ui.perfetto.dev
  -o, --output OUT                 its name ends as FORM says
      --language en | zh           of what the pictures say; otherwise English
      --strip                      take such pictures out of a notebook again
      --handout                    for learners: a notebook without outputs and without what is in cells tagged solution;
                                   exercises, questions and checks stay, kept runs too but for --no-runs
  A run is kept in the notebook when it is pinned in the app, or with run --pin. Exports of the same notebook are the same, byte for byte.

Options of doctor
      --json                       one JSON object: lines (check, level: green, yellow or red, finding, says, todo, more)
                                   and the facts that they were judged by
      --language en | zh           of what it says; otherwise English

How a run goes
  A cell that fails ends the run, and the cells after it are not run and have no output; with --allow-errors the run
  goes on. A cell with Jupyter's tag raises-exception is there to fail: its error ends nothing and counts as passed. A
  cell that an interrupt does not stop after its timeout is ended with its kernel, and the next cells run in a fresh
  one. If the kernel itself dies, that cell has failed and says how; with --allow-errors the next cells run in a fresh
  kernel. input() finds the end of its input. Threads and child processes that are still at work after the last cell
  get three seconds more, and their late lines belong to the cell that started them. Ctrl-C ends the run with all that
  it started; what has run until then is written. Pressed again, it ends at once.

What the threads did
  A cell that ran long enough is followed by a sentence that says what its threads and processes did with the cores and
  the GIL. With --json the same and its figures are in scope (null where nothing was watched): tier, hz, askedHz, missed,
  cost, wallMs, cpuMs, cores, gil (heldMs, waitedMs, switches), threads, processes, lines, pattern, sentence; times in ms. A thread's
  startedBy is the index of the cell that started it. How each figure is defined: docs/scope.md.

When a cell fails, hangs or shows a classic fault
  A sentence below it says what happened, where that is known for sure: a missing import, a loop that nothing can stop, a
  lock that waits for itself. With --json it is in help (else null): rule, sentence, evidence, and fixes, each with what it
  changes (does) and the whole cell with that change (code).

Exit codes
  0  all cells passed        1  a cell failed or timed out (also with --allow-errors), or doctor found what must be mended
  2  a bad call, a file that cannot be read or written, or no Python that can run it
  130  a run was ended by Ctrl-C; 129 by a terminal that was closed, 143 by SIGTERM`

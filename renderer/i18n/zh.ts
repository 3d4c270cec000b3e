/** Every string the user sees, in Simplified Chinese. */
import type { Problem } from '../../common/result'
import type { Text } from './en'
import { codeZh } from './code.zh'
import { editingZh } from './editing.zh'
import { kernelMenuZh } from './kernel.zh'
import { learningZh } from './learning.zh'
import { linesZh } from './lines.zh'
import { helpZh } from './help.zh'
import { noticesZh } from './notices.zh'
import { authorsZh } from './authors.zh'
import { editorZh } from './editor.zh'
import { compareZh } from './compare.zh'
import { markdownZh } from './markdown.zh'
import { outputsZh } from './outputs.zh'
import { patternsZh } from './patterns.zh'
import { panelZh } from './panel.zh'
import { runningZh } from './running.zh'
import { scopeZh } from './scope.zh'
import { doctorZh } from './doctor.zh'
import { browseZh } from './browse.zh'
import { reasonZh } from '../../common/fileReasons.zh'
import { tabsZh } from './tabs.zh'

function because(problem: Problem): string {
  return `：${reasonZh(problem.detail ?? problem.message)}`
}

export const zh: Text = {
  app: {
    name: 'Gilscope',
    tagline: '看得见线程、进程与任务真实运行情况的 Python 笔记本。'
  },

  editing: editingZh,
  authors: authorsZh,

  editor: editorZh,

  code: codeZh,
  outputs: outputsZh,
  markdown: markdownZh,

  notices: noticesZh,

  help: helpZh,

  lines: linesZh,

  learning: learningZh,

  tabs: tabsZh,

  browse: browseZh,

  scope: scopeZh,

  patterns: patternsZh,
  panel: panelZh,
  running: runningZh,

  kernelMenu: kernelMenuZh,

  doctor: doctorZh,

  compare: compareZh,

  welcome: {
    start: '开始',
    newNotebook: '新建笔记本',
    openFile: '打开文件…',
    openHint: '笔记本（.ipynb），或含代码的 Markdown、文本文件',
    recent: '最近打开',
    noRecent: '打开过的文件会列在这里。',
    examples: '示例',
    version: (version, electron) => `Gilscope ${version} · Electron ${electron}`
  },

  toolbar: {
    label: '笔记本工具',
    close: '关闭笔记本',
    save: '保存',
    add: '添加单元格',
    run: '运行单元格',
    runAll: '全部运行',
    interrupt: '中断',
    restart: '重启',
    restartAndRunAll: '重启并全部运行',
    cellType: '单元格类型',
    console: '控制台',
    panel: '侧边面板',
    settings: '设置'
  },

  title: {
    windowTitle: (name, unsaved) => `${unsaved ? '● ' : ''}${name} – Gilscope`,
    document: '由文档生成：保存时会新建笔记本',
    text: '文本文件：保存单元格，不保存输出',
    example: '示例：保存时会另存为您自己的副本',
    readOnly: '只读：保存时会询问新的文件名',
    upgrade: '旧版格式：保存时会升级'
  },

  kernel: {
    label: '内核',
    choose: '选择 Python',
    chooseHint: '更换 Python 会启动新内核，变量将丢失。',
    searching: '正在查找 Python…',
    none: '没有内核',
    noneFound: '这台电脑上没有找到 Python。',
    freeThreaded: '自由线程',
    freeThreadedHint: '不带全局解释器锁（GIL）的构建',
    gilOn: 'GIL 开启',
    gilOff: 'GIL 关闭',
    python: (version) => (version === '' ? 'Python' : `Python ${version}`),
    origins: {
      named: '已选定',
      venv: '虚拟环境',
      PATH: '来自 PATH',
      pyenv: 'pyenv',
      conda: 'conda',
      uv: 'uv',
      'python.org': 'python.org',
      store: 'Microsoft Store',
      jupyter: 'Jupyter 已注册',
      system: '系统',
      cache: '已下载',
      bundled: '随 Gilscope 附带'
    },
    states: {
      none: '未启动',
      starting: '正在启动',
      idle: '空闲',
      busy: '运行中',
      interrupting: '正在中断',
      stopping: '正在停止',
      dead: '已结束',
      failed: '启动失败'
    },
    startNew: '启动新内核',
    died: '内核已结束',
    whyDied: {
      segfault: '它崩溃了：访问了不属于自己的内存（段错误，SIGSEGV）。',
      abort: '它自行中止（SIGABRT），C 代码发现内存损坏时通常如此。',
      bus: '它因错误的内存访问而崩溃（SIGBUS）。',
      fpe: '它因 C 代码中无法完成的运算而崩溃（SIGFPE）。',
      ill: '它遇到了处理器不认识的指令而崩溃（SIGILL）。',
      killed: '它被外部强制结束（SIGKILL）。内存耗尽时系统会这样做。',
      terminated: '它被外部要求结束（SIGTERM）。',
      signal: (signal) => `它被信号 ${signal} 结束。`,
      exited: (code) => `它自行退出，退出码为 ${code}，例如调用了 os._exit(${code})。`
    },
    lastWords: '它最后输出的内容',
    variablesLost: '变量已丢失，笔记本完好无损。'
  },

  notebook: {
    label: '笔记本',
    empty: '这个笔记本是空的。',
    addCode: '代码',
    addMarkdown: 'Markdown',
    insertCode: '在此插入代码单元格',
    insertMarkdown: '在此插入 Markdown 单元格'
  },

  cell: {
    types: { code: '代码', markdown: 'Markdown', raw: '纯文本' },
    label: {
      code: (n) => `代码单元格 ${n}`,
      markdown: (n) => `Markdown 单元格 ${n}`,
      raw: (n) => `纯文本单元格 ${n}`
    },
    source: {
      code: (n) => `单元格 ${n} 的代码`,
      markdown: (n) => `单元格 ${n} 的 Markdown`,
      raw: (n) => `单元格 ${n} 的文本`
    },
    outputs: (n) => `单元格 ${n} 的输出`,
    actions: (n) => `单元格 ${n} 的操作`,
    run: '运行此单元格',
    addBelow: '在下方添加单元格',
    delete: '删除此单元格',
    moveUp: '上移',
    moveDown: '下移',
    toMarkdown: '转为 Markdown',
    toCode: '转为代码',
    emptyMarkdown: '空的 Markdown 单元格：双击以编写',
    status: {
      saved: '',
      asked: '等待中',
      running: '运行中',
      done: '已完成',
      failed: '失败',
      interrupted: '已中断',
      aborted: '未运行',
      died: '已终止'
    },
    abortedHint: '没有运行：前面的单元格失败了，它被移出了队列，或内核先被停止。',
    took: '用时'
  },

  dialogs: {
    cancel: '取消',
    close: '关闭',
    restart: '要重启内核吗？',
    restartAbout: '所有变量都会丢失。笔记本及其输出会保留。',
    restartAndRunAll: '要重启内核并运行全部单元格吗？',
    keys: '键盘快捷键',
    keysCommand: '选中单元格时',
    keysEdit: '编辑时',
    keysBoth: '任何时候'
  },

  console: {
    hide: '隐藏控制台',
    resize: '控制台高度'
  },

  settings: {
    label: '设置',
    language: '语言',
    theme: '主题',
    languages: { system: '跟随系统', en: 'English', zh: '简体中文' },
    themes: { system: '跟随系统', light: '浅色', dark: '深色' }
  },

  problems: {
    label: '问题',
    dismiss: '关闭提示',
    notOpened: '文件未能打开',
    notSaved: '笔记本没有保存。内容完整地留在这里，仍未保存。',
    notExported: '笔记本未能导出',
    notKept: '无法为未保存的内容保留防崩溃的副本。请尽快保存。',
    saveElsewhere: '另存到别处…',
    showCrashes: '查看报告',
    of: {
      'cannot-read': (problem) => `无法读取文件${because(problem)}`,
      'not-a-notebook': (problem) => `这个文件不是笔记本${because(problem)}`,
      'unsupported-version': (problem) => `不支持这个笔记本的版本${because(problem)}`,
      'too-large': (problem) => `文件太大${because(problem)}`,
      'cannot-write': (problem) => `无法写入文件${because(problem)}`,
      'changed-outside': (problem) => `文件被其他程序修改过${because(problem)}`,
      'open-here': () => '同名的文件已在另一个标签页中打开。请先关闭那个标签页，或换一个名称。',
      'text-holds-less': () =>
        '已保存为文本：文件中不含单元格的输出、固定的运行、笔记，也不含粘贴进单元格的图片。用“另存为…”并以 .ipynb 结尾的名字保存即可保留。',
      'no-python': () => '这台电脑上没有找到 Python。请安装 CPython 3.9 或更新版本。',
      'python-too-old': (problem) => `这个 Python 版本太旧，需要 3.9 或更新版本${because(problem)}`,
      'kernel-did-not-start': (problem) => `内核未能启动${because(problem)}`,
      'cannot-print': ({ detail }) => `无法生成页面${detail === undefined ? '' : `：${detail}`}。`,
      'folder-gone': (problem) =>
        `笔记本所在的文件夹已不存在${because(problem)}。请重新创建它，或把笔记本保存到别处。`,
      'folder-closed': (problem) =>
        `您没有进入笔记本所在文件夹的权限，单元格无法在其中运行${because(problem)}。请获取权限，或把笔记本保存到别处。`,
      'kernel-gone': (problem) => `内核已不在${because(problem)}`,
      'not-laid-out': ({ detail = '' }) => codeZh.notLaidOut(detail),
      'code-tools-gone': () => codeZh.toolsGone,
      'has-crashed': () => 'Gilscope 或它的一部分曾经崩溃。报告保留在这台电脑上，不会发送到任何地方。',
      'bad-call': (problem) => `Gilscope 内部出错${because(problem)}`
    }
  }
}

/** What "check my setup" says, in Simplified Chinese. */
import { reasonZh } from '../fileReasons.zh'
import { reasonInChinese } from '../trace/tierReasons'
import type { FolderFacts } from './facts'
import type { DoctorWords, Said } from './words.en'

const says = (says: string, todo: string | null = null): Said => ({ says, todo })

const folders: Record<FolderFacts['what'], string> = {
  home: '主文件夹',
  data: '存放设置和未保存内容的文件夹',
  temporary: '临时文件夹'
}

export const doctorZh: DoctorWords = {
  checks: {
    python: 'Python',
    kernel: '内核',
    scope: '观察',
    cores: '核心',
    terminal: '终端',
    fonts: '汉字',
    files: '文件',
    display: '显示',
    sandbox: '沙箱',
    system: '系统'
  },
  levels: { green: '正常', yellow: '可以改进', red: '必须解决' },
  line: (check, says) => `${check}：${says}`,
  summary: (red, yellow) => {
    if (red > 0) return `有 ${red} 个问题必须解决。`
    return yellow > 0 ? `需要的都有了，还有 ${yellow} 处可以改进。` : '一切正常。'
  },

  fileReason: reasonZh,
  tierReason: reasonInChinese,

  more: '详情',
  gil: 'GIL',
  noGil: '没有 GIL',
  unusable: { old: '版本太旧：需要 3.9 或更新', other: '无法使用：它不像 CPython 那样应答' },

  findings: {
    unknown: (why) => says(`未能查明：${why}。`, '请再检查一次；如果仍然如此，请告诉我们。'),

    pythons: (count, best) =>
      says(
        count === 1
          ? `Python ${best} 可以运行单元格。`
          : `有 ${count} 个 Python 可以运行单元格，首选 ${best}。`
      ),
    noPython: (command) =>
      says(
        '没有 Python：单元格无法运行。',
        command === null
          ? '请安装 CPython 3.9 或更新的版本：https://www.python.org/downloads/'
          : `请安装：${command}`
      ),
    onlyOld: (newest) =>
      says(
        `这里最新的 Python 是 ${newest}：单元格需要 3.9 或更新的版本。`,
        '请另外安装一个更新的版本：https://www.python.org/downloads/'
      ),
    onlyBroken: (path) =>
      says(
        `有 ${path}，但它不像 CPython 那样应答：单元格无法运行。`,
        '请安装 CPython 3.9 或更新的版本：https://www.python.org/downloads/'
      ),
    brokenEnvironment: (path, folder) =>
      says(
        `笔记本旁边的环境已损坏：${path} 无法启动，改用了另一个 Python。`,
        `请重新创建：python3 -m venv --clear "${folder}"`
      ),

    kernelRan: (version, ms) =>
      says(`Python ${version} 用 ${(ms / 1000).toFixed(1)} 秒启动并运行了一个单元格。`),
    kernelFailed: (path) =>
      says(`有 ${path}，但它没能运行单元格。`, '请在内核菜单中选择另一个 Python，或重新安装它。'),
    kernelUntried: () => says('没有尝试：没有可以运行的 Python。', '请先安装 Python，再检查一次。'),

    exact: (version) => says(`全都看得到：线程、核心以及谁持有 GIL（刚刚在 Python ${version} 上试过）。`),
    noGilToSee: (version) => says(`全都看得到：线程和核心（刚刚在没有 GIL 的 Python ${version} 上试过）。`),
    scopeUntried: () => says('没有尝试：没有内核运行过。', '请先解决内核无法运行的问题。'),
    scopeFailed: () =>
      says('观察失败：单元格可以运行，但没有时间线。', '请再检查一次；如果仍然如此，请告诉我们。'),
    yamaNobody: () =>
      says(
        '看不到谁持有 GIL：这个系统（Yama，ptrace_scope = 3）不允许任何人读取程序的内存。',
        '请在 /etc/sysctl.d 的一个文件中写入 kernel.yama.ptrace_scope = 1，然后重启电脑。'
      ),
    yamaCapability: () =>
      says(
        '看不到谁持有 GIL：这个系统（Yama，ptrace_scope = 2）只允许 root 读取程序的内存。',
        '请允许读取自己启动的程序：sudo sysctl kernel.yama.ptrace_scope=1'
      ),
    yamaAncestors: () =>
      says(
        '看不到谁持有 GIL：这个系统（Yama，ptrace_scope = 1）只允许祖先进程读取程序的内存。',
        '请允许读取自己的所有程序：sudo sysctl kernel.yama.ptrace_scope=0'
      ),
    sealedProgram: (path) =>
      says(
        `看不到谁持有 GIL：文件 ${path} 可以运行但不可读，因此谁都不能查看它的进程。`,
        `请允许读取它：sudo chmod a+r "${path}"`
      ),
    sealedProcess: (path) =>
      says(
        `看不到谁持有 GIL：${path} 拥有特殊权限（setcap 或 set-user-ID），因此谁都不能查看它的进程。`,
        '请在内核菜单中选择没有特殊权限的 Python。'
      ),
    container: (name) =>
      says(`看不到谁持有 GIL：这个容器（${name}）不允许读取内存。`, '请用 --cap-add=SYS_PTRACE 启动容器。'),
    otherUser: () =>
      says('看不到谁持有 GIL：系统不允许读取 Python 的内存。', '请用同一个普通用户启动 Gilscope 和 Python。'),
    newPython: (version) =>
      says(
        `看不到谁持有 GIL：Python ${version} 比这个 Gilscope 新。`,
        '请在内核菜单中选择 3.9 到 3.15 的 Python。'
      ),
    otherSystem: (platform) =>
      says(
        `在 ${platform} 上能看到线程、它们的 CPU 时间以及是否在等待，看不到 GIL 和核心。`,
        platform === 'Windows'
          ? '想看到全部，请在 WSL 中使用 Gilscope。'
          : '想看到全部，请在 Linux 上使用 Gilscope。'
      ),
    noWatcher: (reason) =>
      says(
        `单元格可以运行，但没能查看它们的线程。${reason}`,
        '请再检查一次；如果仍然如此，请选择另一个 Python。'
      ),
    unseen: (reason) =>
      says(`没能看到谁持有 GIL。${reason}`, '请再检查一次；如果仍然如此，请选择另一个 Python。'),

    cores: (count) => says(`全部 ${count} 个核心都可以使用。`),
    oneCore: () =>
      says('只有一个核心：线程和进程只能轮流运行，看不到同时运行。', '如果这是虚拟机，请给它更多核心。'),
    fewerCores: (allowed, present) =>
      says(
        `${present} 个核心中只能使用 ${allowed} 个：Gilscope 启动时受到了限制（taskset 或容器）。`,
        '请取消这个限制再启动，就能看到程序在所有核心上运行。'
      ),
    quota: (cores) =>
      says(
        `这个容器只能使用相当于 ${cores} 个核心的时间：程序会不断被暂停，耗时也会忽长忽短。`,
        '请给容器更多核心：--cpus。'
      ),

    terminals: () => says('程序打印的内容通过各自的终端传来。'),
    noTerminal: () =>
      says(
        '无法打开终端：内核无法启动。',
        '请挂载它们：sudo mount -t devpts devpts /dev/pts（在容器中请重新启动容器）。'
      ),

    chinese: (font) => says(`可以用 ${font} 显示。`),
    chineseDrawn: () => says('这个窗口可以显示。'),
    noChinese: (command) =>
      says(
        '没有包含汉字的字体：中文会显示成方框。',
        command === null ? '请安装 Noto Sans CJK 之类的字体。' : `请安装字体：${command}`
      ),

    files: (free) => says(`可以写入，剩余 ${free}。`),
    noHome: (reason) =>
      says(`无法写入${folders.home}：${reason}。`, '请把笔记本放在别的文件夹，或询问这台电脑的管理员。'),
    noData: (path, reason) =>
      says(
        `无法写入${folders.data}（${path}）：${reason}。崩溃后未保存的内容会丢失。`,
        '请在 XDG_CONFIG_HOME 中指定另一个可以写入的文件夹。'
      ),
    noTemporary: (path, reason) =>
      says(
        `无法写入${folders.temporary}（${path}）：${reason}。内核无法启动。`,
        '请在 TMPDIR 中指定另一个可以写入的文件夹。'
      ),
    full: (what, free) => says(`${folders[what]}所在的磁盘已满（剩余 ${free}）。`, '请删除不再需要的文件。'),
    nearlyFull: (what, free) =>
      says(`${folders[what]}所在的磁盘快满了（剩余 ${free}）。`, '请删除不再需要的文件。'),

    display: (name) => says(name === '' ? '系统自带。' : `${name} 有应答。`),
    noDisplay: () =>
      says(
        '没有显示器：窗口无法打开，但笔记本可以不用窗口运行。',
        '请在桌面中启动，或不用窗口运行笔记本：gilscope run 文件'
      ),
    deadDisplay: (name) => says(`显示 ${name} 没有应答：窗口无法打开。`, '请在桌面里的终端中启动 Gilscope。'),

    sandboxed: () => says('Chromium 把页面与电脑的其他部分隔开。'),
    sandboxOfRoot: () =>
      says(
        '您是 root，Chromium 对 root 没有沙箱：页面在没有沙箱的情况下运行。',
        '请用普通用户启动 Gilscope。'
      ),
    sandboxOff: () =>
      says('页面按 --no-sandbox 的要求，在没有沙箱的情况下运行。', '请不带 --no-sandbox 启动 Gilscope。'),
    sandboxForbidden: (command) =>
      says('这个系统不允许 Chromium 的沙箱：窗口无法打开。', `请允许它：${command}`),
    sandboxInContainer: (name) =>
      says(
        `这个容器（${name}）不允许 Chromium 的沙箱：窗口无法打开。`,
        '请在容器外启动 Gilscope，或用 --security-opt seccomp=unconfined 启动容器。'
      ),

    system: (name, version, runtime) => says(`${name}；Gilscope ${version}，${runtime}。`)
  }
}

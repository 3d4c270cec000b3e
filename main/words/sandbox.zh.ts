import type { sandboxEn } from './sandbox.en'

export const sandboxZh: typeof sandboxEn = {
  asks: '此系统不允许为笔记本页面启用沙箱。',
  because: {
    root: 'Gilscope 是以 root 身份启动的，而 Chromium 不为 root 提供沙箱。请改用普通用户启动。',
    apparmor: 'Ubuntu 的 AppArmor 规则不让它不认识的程序使用用户命名空间。',
    namespaces: '此处关闭了用户命名空间，许多容器都是如此。'
  },
  packages: '.deb 和 .rpm 安装包自带另一种办法，在容器之外有效。',
  notInAppImage: 'AppImage 无法自带。',
  setUp: (commands) => `若要使用这份副本，请管理员运行一次：\n\n${commands}`,
  means:
    '没有沙箱时，利用 Chromium 漏洞的笔记本可能在您运行任何单元格之前就读到您的文件。请只在打开可信的笔记本时这样做。',
  quit: '退出',
  open: '不用沙箱打开'
}

/** What is said where Chromium's sandbox cannot work; reasons by the names that the launcher gives them. */
export const sandboxEn = {
  asks: 'This system does not allow the sandbox around the notebook page.',
  because: {
    root: 'Gilscope was started as root, for whom Chromium has no sandbox. Start it as an ordinary user instead.',
    apparmor: 'Ubuntu’s AppArmor rule keeps user namespaces from programs that it does not know.',
    namespaces: 'User namespaces are switched off here, as in many containers.'
  } as Record<string, string> & { namespaces: string },
  packages: 'The .deb and .rpm packages bring another way, which works outside of containers.',
  notInAppImage: 'An AppImage cannot bring it.',
  setUp: (commands: string) => `For this copy an administrator can run once:\n\n${commands}`,
  means:
    'Without the sandbox, a notebook that knows a flaw in Chromium could reach your files even before you run any of its ' +
    'cells. Open it so only with notebooks that you trust.',
  quit: 'Quit',
  open: 'Open without sandbox'
}

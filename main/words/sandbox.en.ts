type Because = Record<string, (helper: string) => string> & { namespaces: (helper: string) => string }

/** What is said where Chromium's sandbox cannot work; reasons by the names that the launcher gives them. */
export const sandboxEn = {
  asks: 'This system does not allow the sandbox around the notebook page.',
  because: {
    root: () =>
      'Gilscope was started as root, for whom Chromium has no sandbox. Start it as an ordinary user instead.',
    apparmor: (helper: string) =>
      'Ubuntu’s AppArmor rule keeps user namespaces from programs that it does not know. The .deb package brings what is ' +
      `needed. For this copy an administrator can run once:\n\nsudo chown root:root '${helper}'\nsudo chmod 4755 '${helper}'`,
    namespaces: (helper: string) =>
      'User namespaces are switched off here, as in many containers. Outside a container an administrator can run ' +
      `once:\n\nsudo chown root:root '${helper}'\nsudo chmod 4755 '${helper}'`
  } as Because,
  means:
    'Without the sandbox, a notebook that knows a flaw in Chromium could reach your files even before you run any of its ' +
    'cells. Open it so only with notebooks that you trust.',
  quit: 'Quit',
  open: 'Open without sandbox'
}

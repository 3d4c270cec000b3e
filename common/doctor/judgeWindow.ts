/** What the window needs: a display, and Chromium's sandbox; and the system that all of it is on. */
import { isKnown, type DisplayFacts, type Facts, type SandboxFacts, type SystemFacts } from './facts'
import type { Line, Pen } from './line'

export function judgeDisplay({ name, answers }: DisplayFacts, pen: Pen): readonly Line[] {
  if (name === null) return [pen.line('display', 'yellow', 'noDisplay')]
  if (!answers) return [pen.line('display', 'red', 'deadDisplay', name)]
  return [pen.line('display', 'green', 'display', name)]
}

/** Where no window could open anyway, a sandbox that is not there keeps nobody from anything. */
export function judgeSandbox(sandbox: SandboxFacts, { system, display }: Facts, pen: Pen): readonly Line[] {
  const { isOn, canMakeNamespaces, isRestricted, helper } = sandbox
  if (isKnown(system) && system.platform !== 'linux') return [pen.line('sandbox', 'green', 'sandboxed')]
  if (isKnown(system) && system.isRoot) return [pen.line('sandbox', 'yellow', 'sandboxOfRoot')]
  if (isOn === false) return [pen.line('sandbox', 'yellow', 'sandboxOff')]
  if (isOn || (canMakeNamespaces && !isRestricted) || helper?.isReady)
    return [pen.line('sandbox', 'green', 'sandboxed')]
  const level = isKnown(display) && display.name !== null ? 'red' : 'yellow'
  if (isKnown(system) && system.container !== null)
    return [pen.line('sandbox', level, 'sandboxInContainer', system.container)]
  return [pen.line('sandbox', level, 'sandboxForbidden', commandFor(sandbox))]
}

/** The helper is the narrower way: it lets one program have a sandbox. */
function commandFor({ isRestricted, helper }: SandboxFacts): string {
  if (helper !== null) return `sudo chown root:root "${helper.path}" && sudo chmod 4755 "${helper.path}"`
  if (isRestricted) return 'sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0'
  return 'sudo sysctl user.max_user_namespaces=10000'
}

export function judgeSystem(
  { name, release, arch, version, runtime }: SystemFacts,
  pen: Pen
): readonly Line[] {
  return [
    { ...pen.line('system', 'green', 'system', name, version, runtime), more: [`${release} · ${arch}`] }
  ]
}

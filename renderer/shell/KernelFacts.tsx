/** What the kernel says of itself. */
import type { KernelInfo } from '../../common/protocol'
import { useText, type Text } from '../i18n/text'

export function KernelFacts({ info }: { readonly info: KernelInfo }) {
  const words = useText().kernelMenu
  const { facts } = words
  const rows: readonly (readonly [string, string])[] = [
    [facts.version, info.version],
    [facts.build, info.build.slice(info.version.length).trim()],
    [facts.gil, gilInWords(info, facts)],
    [facts.cores, coresInWords(info, facts)],
    [facts.startMethod, info.start_method],
    [facts.interval, words.time(info.switch_interval)],
    [facts.pid, String(info.pid)]
  ]
  return (
    <>
      <h2>{facts.title}</h2>
      <dl className="kernel-facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

type FactsText = Text['kernelMenu']['facts']

function gilInWords({ free_threaded, gil, gil_module }: KernelInfo, words: FactsText): string {
  if (!gil) return words.gilOff
  if (!free_threaded) return words.gilOn
  return gil_module === undefined ? words.gilForced : words.gilSwitchedOn(gil_module)
}

function coresInWords({ cores, affinity }: KernelInfo, words: FactsText): string {
  if (affinity === undefined || affinity.length >= cores) return words.allCores(cores)
  return words.someCores(affinity.length, cores, affinity.join(', '))
}

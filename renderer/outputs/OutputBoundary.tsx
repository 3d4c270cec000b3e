/** A drawer that throws loses its own output only. */
import { Component, type ReactNode } from 'react'

interface Props {
  readonly message: string
  readonly children: ReactNode
}

export class OutputBoundary extends Component<Props, { readonly problem: string | null }> {
  override state: { readonly problem: string | null } = { problem: null }

  static getDerivedStateFromError(thrown: unknown) {
    return { problem: String(thrown) }
  }

  override render(): ReactNode {
    if (this.state.problem === null) return this.props.children
    return (
      <div className="output-note failed">
        {this.props.message} <code>{this.state.problem}</code>
      </div>
    )
  }
}

/** A drawer that throws loses its own output only, and only until the output changes. */
import { Component, type ReactNode } from 'react'

interface Props {
  /** What is drawn inside; a new object is tried again. */
  readonly of: object
  readonly message: string
  readonly children: ReactNode
}

interface State {
  readonly problem: string | null
}

export class OutputBoundary extends Component<Props, State> {
  override state: State = { problem: null }

  static getDerivedStateFromError(thrown: unknown): State {
    return { problem: String(thrown) }
  }

  override componentDidUpdate(before: Props): void {
    if (before.of !== this.props.of && this.state.problem !== null) this.setState({ problem: null })
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

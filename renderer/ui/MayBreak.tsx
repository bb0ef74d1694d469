import { Component } from 'react'
import type { ReactNode } from 'react'

interface MayBreakProps {
  children: ReactNode
  /** What stands there once it is broken. */
  instead: ReactNode
  onBroken?: (error: unknown) => void
}

/** One part that breaks must not take the deck and STOP away with it. */
export class MayBreak extends Component<MayBreakProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    this.props.onBroken?.(error)
  }

  override render() {
    return this.state.broken ? this.props.instead : this.props.children
  }
}

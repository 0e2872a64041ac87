import { Component, type ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';

interface Props {
  /** A change of it clears the error: another page may well work. */
  resetKey: string;
  children: ReactNode;
}

interface State {
  error: unknown;
  failedAt: string | undefined;
}

/** Keeps an error of one page from taking the frame with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined, failedAt: undefined };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps({ resetKey }: Props, state: State): Partial<State> | null {
    if (state.error === undefined) return { failedAt: resetKey };
    return state.failedAt === resetKey ? null : { error: undefined, failedAt: resetKey };
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children;
    return (
      <ErrorState error={this.state.error} level={1} onRetry={() => this.setState({ error: undefined })} />
    );
  }
}

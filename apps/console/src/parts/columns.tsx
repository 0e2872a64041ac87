import type { ReactNode } from 'react';
import './columns.css';

/** Two parts side by side, the left one wider; below each other where there is no room. */
export const Columns = ({ children }: { children: ReactNode }) => <div className="columns">{children}</div>;

import { CopyButton } from '../parts/copy-button.tsx';
import './copy-cell.css';

/** An address or an id in a list: in figures of equal width, with a button that shows when one comes near. */
export const CopyCell = ({ text, label }: { text: string; label: string }) =>
  text === '' ? null : (
    <span className="copy-cell">
      <span className="mono ellipsis">{text}</span>
      <span className="copy-cell-button">
        <CopyButton text={text} label={label} />
      </span>
    </span>
  );

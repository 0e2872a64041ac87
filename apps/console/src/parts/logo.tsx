/** Two warp and two weft threads: the mark of the product. Says nothing to screen readers; a name stands by it. */
export const Logo = ({ size = 28 }: { size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 32 32"
    fill="none"
    strokeLinecap="round"
    strokeWidth="4"
    aria-hidden
  >
    <rect width="32" height="32" rx="8" fill="#4460bd" />
    <path d="M10 6.5v19M22 6.5v19" stroke="#fff" />
    <path d="M6.5 11h19M6.5 21h19" stroke="#b9c8ff" />
    <path d="M10 8.5v5M22 18.5v5" stroke="#fff" />
  </svg>
);

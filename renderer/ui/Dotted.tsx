import { Children, type ReactNode } from 'react'

/** Parts with dots between them. Where the line breaks, the dot goes along with the part after it. */
export const Dotted = ({ children }: { children: ReactNode }) =>
  Children.toArray(children).map((part, place) => (
    // Parts have no names, and keep their places.
    <span key={place}>
      {place > 0 && ' '}
      <span className="inline-block max-w-full break-words">
        {place > 0 && '· '}
        {part}
      </span>
    </span>
  ))

import { Children, type ReactNode } from 'react'

/** Parts with dots between them. Each part carries the dot before it; at the start of a line the dot is hidden. */
export const InlineList = ({ children }: { children: ReactNode }) => (
  <span className="block overflow-hidden">
    <span className="-ml-3 flex flex-wrap">
      {Children.toArray(children).map((part, place) => (
        // The parts have no keys of their own and never change their order.
        <span key={place} className="min-w-0 break-words">
          <span className="inline-block w-3 text-center">{place > 0 && ' · '}</span>
          {part}
        </span>
      ))}
    </span>
  </span>
)

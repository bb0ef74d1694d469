import { Children, type ReactNode } from 'react'

/** Renders parts with dots between them. Each part has a dot before it, which is hidden at the start of a line. */
export const InlineList = ({ children }: { children: ReactNode }) => (
  <span className="block overflow-hidden">
    <span className="-ml-3 flex flex-wrap">
      {Children.toArray(children).map((part, place) => (
        // The index is the key, because the parts have no ids and never change their order.
        <span key={place} className="min-w-0 break-words">
          <span className="inline-block w-3 text-center">{place > 0 && ' · '}</span>
          {part}
        </span>
      ))}
    </span>
  </span>
)

import { Children, type ReactNode } from 'react'

/**
 * Renders parts with dots between them. Each part has a dot before it, which is hidden at the start of a line. The next
 * lines of a part that wraps are indented by the width of the dot. Otherwise their first letters would be hidden.
 */
export const InlineList = ({ children }: { children: ReactNode }) => (
  <span className="block overflow-hidden">
    <span className="-ml-3 flex flex-wrap">
      {Children.toArray(children).map((part, place) => (
        // The index is the key, because the parts have no ids and never change their order.
        <span key={place} className="min-w-0 pl-3 -indent-3 break-words">
          <span className="inline-block w-3 indent-0 text-center">{place > 0 && ' · '}</span>
          {part}
        </span>
      ))}
    </span>
  </span>
)

import { Children, type ReactNode } from 'react'

/** Renders parts with dots between them. Each part has a dot before it, which is hidden at the start of a line. */
export const InlineList = ({ children }: { children: ReactNode }) => (
  <span className="block overflow-hidden">
    <span className="-ml-3 flex flex-wrap">
      {Children.toArray(children).map((part, place) => (
        // The index is the key, because the parts have no ids and never change their order.
        // The padding is the room for the dot. It holds for every line of a long part, since the list cuts off what is left of it.
        <span key={place} className="relative min-w-0 pl-3 break-words">
          <span className="absolute left-0 w-3 text-center whitespace-pre">{place > 0 && ' · '}</span>
          {part}
        </span>
      ))}
    </span>
  </span>
)

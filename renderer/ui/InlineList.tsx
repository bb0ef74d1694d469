import { Children, type ReactNode } from 'react'

/** Parts with dots between them. Each brings its dot along; where a line begins, the dot stands out of sight. */
export const InlineList = ({ children }: { children: ReactNode }) => (
  <span className="block overflow-hidden">
    <span className="-ml-3 flex flex-wrap">
      {Children.toArray(children).map((part, place) => (
        // Parts have no names, and keep their places.
        <span key={place} className="min-w-0 break-words">
          <span className="inline-block w-3 text-center">{place > 0 && ' · '}</span>
          {part}
        </span>
      ))}
    </span>
  </span>
)

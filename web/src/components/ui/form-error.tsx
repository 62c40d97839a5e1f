import { CircleAlert } from 'lucide-react'

/** What went wrong with a whole form; read out when it appears. */
export function FormError({ children }: { children: string | null }) {
  return (
    <div role="alert">
      {children && (
        <p className="mb-4 flex items-start gap-2.5 rounded-md bg-danger-soft px-4 py-3 text-sm font-bold text-danger">
          <CircleAlert className="mt-px size-4.5 shrink-0" aria-hidden />
          {children}
        </p>
      )}
    </div>
  )
}

import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { useT } from '@/lib/i18n/use-t'

/** A room code and "Join" in one pill; the join page does the rest, and says what is wrong with a code. */
export function JoinBox() {
  const { t } = useT()
  const navigate = useNavigate()
  const [code, setCode] = useState('')

  const submit = (event: FormEvent) => {
    event.preventDefault()
    void navigate({ to: '/join', search: code.trim() ? { code: code.trim() } : {} })
  }
  return (
    <form
      onSubmit={submit}
      className="flex min-h-14 rounded-full border border-line-strong bg-surface p-1.5 has-[input:focus-visible]:outline-3 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-primary"
    >
      <input
        type="text"
        name="code"
        aria-label={t('join.code')}
        placeholder={t('join.code')}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        className="w-full min-w-0 bg-transparent pl-4 text-lg outline-none placeholder:text-ink-3 sm:w-36"
      />
      <button
        type="submit"
        className="rounded-full bg-primary-soft px-5 font-bold text-primary-ink hover:brightness-97"
      >
        {t('landing.join')}
      </button>
    </form>
  )
}

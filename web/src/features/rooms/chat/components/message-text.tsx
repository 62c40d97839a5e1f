import { useMemo } from 'react'
import { cn } from '@/lib/cn'
import { piecesOf } from '../message-text'
import type { People } from '../use-chat'

interface MessageTextProps {
  text: string
  people: People
  isMine: boolean
}

/** What somebody wrote, with addresses to follow and names that stand out. */
export function MessageText({ text, people, isMine }: MessageTextProps) {
  const pieces = useMemo(() => piecesOf(text, people.names), [text, people.names])
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {pieces.map((piece, index) => {
        if (piece.type === 'text') return piece.text
        if (piece.type === 'mention') {
          const isMe = piece.name.toLocaleLowerCase() === people.me.toLocaleLowerCase()
          return (
            <strong
              key={index}
              className={cn(
                'font-extrabold',
                isMe && !isMine && 'rounded-[6px] bg-primary-soft px-0.5 text-primary-ink',
              )}
            >
              {piece.text}
            </strong>
          )
        }
        return (
          <a
            key={index}
            href={piece.href}
            target="_blank"
            rel="noopener nofollow ugc"
            className={cn(
              'rounded-[6px] font-bold underline underline-offset-3',
              !isMine && 'text-primary-ink',
              isMine && 'focus-visible:outline-on-primary',
            )}
          >
            {piece.text}
          </a>
        )
      })}
    </p>
  )
}

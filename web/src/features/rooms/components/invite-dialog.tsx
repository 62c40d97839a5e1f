import { Check, Copy, Share2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { useRoom } from '../hooks/use-room'
import { copyText, inviteLink } from '../lib/share'
import { QrCode } from './qr-code'

/** Everything that brings others here: the link, the code to say aloud, a picture to point a phone at. */
export default function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useT()
  const { code, name } = useRoom()
  const link = inviteLink(code)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    const done = await copyText(link)
    setCopied(done)
    toast(done ? t('room.copied') : t('room.copyFailed'), done ? 'success' : 'error')
  }
  const share = () => {
    const text = name ? t('room.invite.messageNamed', { name }) : t('room.invite.message')
    // Rejected when the person closes the system's sheet: nothing to say about that.
    void navigator.share({ title: 'Pomopomo', text, url: link }).catch(() => undefined)
  }
  return (
    <Dialog open onClose={onClose} title={t('room.invite.title')}>
      <div className="flex flex-col items-center gap-5">
        <p className="text-center text-ink-2">{t('room.invite.text')}</p>
        <QrCode text={link} label={t('room.invite.qr')} />
        <p
          translate="no"
          className="tnum text-center text-3xl font-[850] tracking-tight text-ink select-all"
        >
          {code}
        </p>
        <p className="w-full rounded-md bg-surface-2 px-4 py-3 text-center text-sm font-semibold break-all text-ink-2 select-all">
          {link}
        </p>
        <div className="flex w-full flex-wrap justify-center gap-3">
          <Button className="flex-1" onClick={() => void copy()} autoFocus>
            {copied ? (
              <Check className="size-4.5" aria-hidden />
            ) : (
              <Copy className="size-4.5" aria-hidden />
            )}
            {copied ? t('room.copied') : t('room.invite.copy')}
          </Button>
          {'share' in navigator && (
            <Button variant="outline" className="flex-1" onClick={share}>
              <Share2 className="size-4.5" aria-hidden />
              {t('room.invite.share')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}

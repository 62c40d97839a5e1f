import { MainMenu } from '@excalidraw/excalidraw'
import type { ExcalidrawImperativeAPI } from '@excalidraw/excalidraw/types'
import { FileImage, Shapes } from 'lucide-react'
import { useT } from '@/lib/i18n/use-t'
import { toast } from '@/lib/toast'
import { saveBoard } from '../lib/export'

interface BoardMenuProps {
  api: ExcalidrawImperativeAPI | null
  /** Of the files that are saved. */
  name: string
}

/** The editor's menu, without anything that leads to other hosts. */
export function BoardMenu({ api, name }: BoardMenuProps) {
  const { t } = useT()
  const save = async (format: 'png' | 'svg') => {
    if (!api) return
    try {
      if (!(await saveBoard(api, name, format))) toast(t('board.nothingToSave'))
    } catch {
      toast(t('board.saveFailed'), 'error')
    }
  }
  return (
    <MainMenu>
      <MainMenu.Item icon={<FileImage aria-hidden />} onSelect={() => void save('png')}>
        {t('board.savePng')}
      </MainMenu.Item>
      <MainMenu.Item icon={<Shapes aria-hidden />} onSelect={() => void save('svg')}>
        {t('board.saveSvg')}
      </MainMenu.Item>
      <MainMenu.DefaultItems.SearchMenu />
      <MainMenu.DefaultItems.Help />
      <MainMenu.Separator />
      <MainMenu.DefaultItems.ChangeCanvasBackground />
    </MainMenu>
  )
}

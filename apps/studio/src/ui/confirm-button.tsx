import { Button, Dialog, DialogTrigger } from 'react-aria-components'
import { Pop } from './pop.tsx'

interface Given {
  label: string
  question: string
  confirm: string
  onConfirm: () => unknown
}

/** Asks before it does what cannot be undone. */
export function ConfirmButton({ label, question, confirm, onConfirm }: Given) {
  return (
    <DialogTrigger>
      <Button className="button">{label}</Button>
      <Pop placement="bottom end">
        <Dialog className="dialog" aria-label={confirm}>
          {({ close }) => (
            <>
              <p className="dialog-text">{question}</p>
              <div className="button-row">
                <Button
                  className="button danger"
                  onPress={() => {
                    close()
                    void onConfirm()
                  }}
                >
                  {confirm}
                </Button>
                <Button className="button" onPress={close}>
                  Keep it
                </Button>
              </div>
            </>
          )}
        </Dialog>
      </Pop>
    </DialogTrigger>
  )
}

import { Button, Dialog, DialogTrigger, Form, Group, Input, TextField } from 'react-aria-components'
import { controlApi } from './control/control-api.ts'
import { clockReading, setClock, useMockNow } from './control/mock-clock.ts'
import { useObservable } from './control/observable.ts'
import type { ClockNow } from './control/types.ts'
import { say } from './ui/announce.tsx'
import { Icon } from './ui/icon.tsx'
import { Pop } from './ui/pop.tsx'
import { dateText, timeText } from './ui/texts.ts'

const steps = ['10s', '1m', '1h', '1d', '31d']
const factors = [0.1, 1, 10, 100]

/** The time of the mock, which all tasks follow: stop it, move it on, let it run faster. */
export function ClockControl() {
  const { frozen, factor } = useObservable(clockReading)
  const now = useMockNow(true, 500)
  const change = async (doing: Promise<ClockNow>, done: string) => {
    try {
      setClock(await doing)
      say(done)
    } catch (error) {
      say(String(error instanceof Error ? error.message : error), true)
    }
  }
  return (
    <div className="clock">
      <DialogTrigger>
        <Button className="button quiet clock-face" aria-labelledby="clock-name clock-reading">
          <Icon name="clock" />
          <span id="clock-name" className="hidden">
            Clock of the mock
          </span>
          <span id="clock-reading" className="clock-reading">
            <time dateTime={new Date(now).toISOString()}>{timeText(now)}</time>
            {factor !== 1 && !frozen && <span className="tag">×{factor}</span>}
            {frozen && <span className="tag warn">frozen</span>}
          </span>
        </Button>
        <Pop placement="bottom end">
          <Dialog className="dialog clock-panel" aria-label="Clock of the mock">
            <p className="dialog-title">{dateText(now)}</p>
            <p className="hint">All tasks, callbacks and limits follow this clock.</p>
            <Button
              className="button wide"
              onPress={() => change(frozen ? controlApi.unfreeze() : controlApi.freeze(), frozen ? 'The clock runs' : 'The clock stands still')}
            >
              <Icon name={frozen ? 'play' : 'pause'} /> {frozen ? 'Let it run' : 'Freeze'}
            </Button>
            <h3 id="clock-steps">Move on by</h3>
            <Group className="button-row" aria-labelledby="clock-steps">
              {steps.map((step) => (
                <Button key={step} className="button" onPress={() => change(controlApi.advanceClock(step), `Moved on by ${step}`)}>
                  {step}
                </Button>
              ))}
            </Group>
            <Form
              className="form-row"
              onSubmit={(event) => {
                event.preventDefault()
                const by = String(new FormData(event.currentTarget).get('by')).trim()
                void change(controlApi.advanceClock(by), `Moved on by ${by}`)
              }}
            >
              <TextField className="field grow" name="by" aria-label="Move on by another time">
                <Input placeholder="90s, 36h, 500ms" spellCheck="false" />
              </TextField>
              <Button type="submit" className="button">
                Move on
              </Button>
            </Form>
            <h3 id="clock-factors">Speed</h3>
            <Group className="button-row" aria-labelledby="clock-factors">
              {factors.map((each) => (
                <Button
                  key={each}
                  className={each === factor ? 'button pressed' : 'button'}
                  aria-pressed={each === factor}
                  onPress={() => change(controlApi.setFactor(each), `The clock runs ${each} times as fast`)}
                >
                  ×{each}
                </Button>
              ))}
            </Group>
          </Dialog>
        </Pop>
      </DialogTrigger>
      <Button
        className="button quiet square"
        aria-label={frozen ? 'Let the clock run' : 'Freeze the clock'}
        onPress={() => change(frozen ? controlApi.unfreeze() : controlApi.freeze(), frozen ? 'The clock runs' : 'The clock stands still')}
      >
        <Icon name={frozen ? 'play' : 'pause'} />
      </Button>
    </div>
  )
}

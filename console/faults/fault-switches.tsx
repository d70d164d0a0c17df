import type { Faults, FaultyService } from '../../shared/contracts/faults.ts';
import { texts } from '../texts.ts';
import { Slider } from './slider.tsx';
import { Switch } from './switch.tsx';

interface SwitchesProps {
  faults: Faults;
  onChange: (faults: Faults) => void;
}

const services: readonly FaultyService[] = ['product', 'cart', 'order'];

/** What can be made to go wrong, and what is. */
export function FaultSwitches(props: SwitchesProps) {
  return (
    <div class="fault-groups above">
      <Services {...props} />
      <Payments {...props} />
      <Queues {...props} />
    </div>
  );
}

function Services({ faults, onChange }: SwitchesProps) {
  return (
    <fieldset class="card faults">
      <legend>{texts.faults.services.title}</legend>
      {services.map((name) => (
        <Switch
          key={name}
          label={texts.faults.services.stop(name)}
          about={texts.faults.services.about[name]}
          isOn={faults.services[name].stopped}
          onChange={(stopped) =>
            onChange({ ...faults, services: { ...faults.services, [name]: { stopped } } })
          }
        />
      ))}
    </fieldset>
  );
}

function Payments({ faults, onChange }: SwitchesProps) {
  const { payments } = faults;
  return (
    <fieldset class="card faults">
      <legend>{texts.faults.payments.title}</legend>
      <Slider
        label={texts.faults.payments.delay}
        value={payments.delayMs}
        max={30_000}
        step={500}
        said={texts.faults.seconds}
        onChange={(delayMs) => onChange({ ...faults, payments: { ...payments, delayMs } })}
      />
      <Switch
        label={texts.faults.payments.broken}
        about={texts.faults.payments.about}
        isOn={payments.broken}
        onChange={(broken) => onChange({ ...faults, payments: { ...payments, broken } })}
      />
    </fieldset>
  );
}

function Queues({ faults, onChange }: SwitchesProps) {
  const { queues } = faults;
  const chance = { max: 1, step: 0.05, said: texts.faults.share };
  return (
    <fieldset class="card faults">
      <legend>{texts.faults.queues.title}</legend>
      <Slider
        {...chance}
        label={texts.faults.queues.lose}
        value={queues.lose}
        onChange={(lose) => onChange({ ...faults, queues: { ...queues, lose } })}
      />
      <Slider
        {...chance}
        label={texts.faults.queues.repeat}
        value={queues.repeat}
        onChange={(repeat) => onChange({ ...faults, queues: { ...queues, repeat } })}
      />
      <p class="soft">{texts.faults.queues.about}</p>
    </fieldset>
  );
}

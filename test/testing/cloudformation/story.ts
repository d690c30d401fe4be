import {
  CloudFormationSimulator,
  type CustomResourceEvent,
  type Invocation,
  type Template,
  type TemplateResource,
} from '../../../testing';
import { type Answer, answering } from './answering';

const BEGAN = Date.UTC(2026, 0, 1);

/** A function that replaces its resource with each version, unless it is told otherwise. */
export class Story {
  static async begin(): Promise<Story> {
    const story = new Story();
    story.#simulator = await CloudFormationSimulator.start({
      function: answering((event, invocation) => story.decide(event, invocation) ?? story.#ordinary(event)),
    });
    return story;
  }

  /** Decides otherwise than usual, where it decides anything. */
  decide: (event: CustomResourceEvent, invocation: Invocation) => Answer | undefined = () => undefined;
  #simulator: CloudFormationSimulator | undefined;

  get simulator(): CloudFormationSimulator {
    if (this.#simulator === undefined) {
      throw new Error('The story has not begun.');
    }
    return this.#simulator;
  }

  /** What was asked, a line a request: `Update One One-1 1→2`. */
  get asked(): string[] {
    return this.simulator.requests.map(({ event }) => {
      const {
        RequestType,
        LogicalResourceId,
        PhysicalResourceId = '-',
        ResourceProperties,
        OldResourceProperties,
      } = event;
      const old = OldResourceProperties ? `${OldResourceProperties.version}→` : '';
      return `${RequestType} ${LogicalResourceId} ${PhysicalResourceId} ${old}${ResourceProperties.version}`;
    });
  }

  /** How each request ended, in its order. */
  get ends(): string[] {
    return this.simulator.requests.map(({ end }) => (end?.kind === 'answered' ? end.answer.status : String(end?.kind)));
  }

  /** When each run began and how it ended, in seconds of the clock. */
  get runs(): string[] {
    return this.simulator.invocations.map(
      ({ event, delivery, began, end }) => `${event.RequestType} #${delivery} ${seconds(began)} ${end}`,
    );
  }

  /** When each request was sent. */
  get sent(): number[] {
    return this.simulator.requests.map(({ sent }) => seconds(sent));
  }

  #ordinary({ RequestType, LogicalResourceId, PhysicalResourceId, ResourceProperties }: CustomResourceEvent): Answer {
    return {
      id: RequestType === 'Delete' ? (PhysicalResourceId ?? '') : `${LogicalResourceId}-${ResourceProperties.version}`,
    };
  }
}

/** Seconds since the clock began. */
export function seconds(time: number): number {
  return (time - BEGAN) / 1_000;
}

/** A template of resources by version. */
export function versions(chosen: Record<string, number>, more: Partial<TemplateResource> = {}): Template {
  return Object.fromEntries(
    Object.entries(chosen).map(([id, version]) => [id, { ...more, properties: { version, ...more.properties } }]),
  );
}

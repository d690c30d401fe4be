import type { CustomResourceEvent } from '../../../testing';
import type { Scene } from './scene';

/** A moment between the function and the world: a request has arrived, and is not performed, or not answered, yet. */
export interface Boundary {
  readonly request: string;
  readonly moment: 'before' | 'after';
}

/**
 * Watches every request that one event's first delivery makes, to the vendor, to AWS and to its ResponseURL, on the side
 * of whoever receives it; and kills the function at one of its boundaries.
 *
 * What only reads has one boundary, since nothing differs before it and after it; what writes has two.
 */
export class BoundaryWatch {
  /** Those that were crossed, in their order. */
  readonly crossed: Boundary[] = [];

  /**
   * @param isWatched whether an event is the one
   * @param killAt the number of the boundary at which to kill, from 0; undefined lets the function live
   */
  constructor(
    private readonly scene: Scene,
    private readonly isWatched: (event: CustomResourceEvent) => boolean,
    private readonly killAt?: number,
  ) {
    const { bitmovin, aws, simulator } = scene;
    bitmovin.intercept = ({ method, path }) => this.arrives(`${method} ${path}`, method !== 'GET');
    aws.intercept = ({ action }) => this.arrives(action, false);
    simulator.weather.answers = () => {
      const fate = this.arrives('PUT to the ResponseURL', true);
      return fate && (fate === 'drop-before' ? 'lost' : 'unconfirmed');
    };
  }

  private arrives(request: string, writes: boolean): 'drop-before' | 'drop-after' | undefined {
    // One event runs at a time here.
    const run = [...this.scene.simulator.invocations].reverse().find(({ end }) => end === undefined);
    if (run === undefined || run.delivery !== 1 || !this.isWatched(run.event)) {
      return undefined;
    }
    for (const moment of writes ? (['before', 'after'] as const) : (['before'] as const)) {
      this.crossed.push({ request, moment });
      if (this.crossed.length - 1 === this.killAt) {
        run.kill();
        return `drop-${moment}`;
      }
    }
    return undefined;
  }
}

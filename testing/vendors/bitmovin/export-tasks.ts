import { randomUUID } from 'node:crypto';
import { VendorRecords } from '../../fake-vendor/vendor-records';
import type { BitmovinExport, BitmovinExportFields, ExportsEnd } from './export-task';

/** The export tasks of one organisation. */
export class ExportTasks {
  readonly #newId: () => string;
  readonly #tasks = new VendorRecords<BitmovinExport>(({ id }) => id);

  /** @param newId makes ids */
  constructor(newId: () => string = randomUUID) {
    this.#newId = newId;
  }

  /** Oldest first. */
  all(): BitmovinExport[] {
    return this.#tasks.all();
  }

  find(id: string): BitmovinExport | undefined {
    return this.#tasks.find(id);
  }

  create(fields: BitmovinExportFields): BitmovinExport {
    return this.#tasks.hold({ ...fields, id: this.#newId(), status: 'QUEUED', progress: 0 });
  }

  /** Moves each open task on: a queued task starts, and a started task ends as `end` says. */
  advance(end: ExportsEnd, now: Date): void {
    for (const task of this.all()) {
      if (task.status === 'QUEUED') {
        this.#tasks.hold({ ...task, status: 'STARTED', progress: 50, startedAt: text(now) });
      }
      if (task.status === 'STARTED') {
        const progress = end === 'FINISHED' ? 100 : task.progress;
        this.#tasks.hold({ ...task, status: end, progress, finishedAt: text(now) });
      }
    }
  }
}

function text(time: Date): string {
  return time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

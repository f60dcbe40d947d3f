import { Parser, type Handler } from 'htmlparser2';

/** As deep as browsers nest elements. */
const maxDepth = 512;

/**
 * Reads elements beyond 512 levels as siblings, as browsers do. What it costs to open and close an element grows with how many
 * are open: a mebibyte of tags that nobody closes took half a minute.
 */
export function createShallowParser(handler: Pick<Handler, 'onopentagname' | 'onclosetag' | 'ontext'>): Parser {
  let depth = 0;
  return new ShallowParser(
    {
      ...handler,
      onopentagname: (name) => {
        depth += 1;
        handler.onopentagname(name);
      },
      onclosetag: (name, isImplied) => {
        depth -= 1;
        handler.onclosetag(name, isImplied);
      },
    },
    () => depth >= maxDepth,
  );
}

class ShallowParser extends Parser {
  readonly #isDeep: () => boolean;
  /** Whether the tag that is being opened is one too deep: it is closed at once, as an empty element is. */
  #isFlat = false;

  constructor(handler: Partial<Handler>, isDeep: () => boolean) {
    super(handler);
    this.#isDeep = isDeep;
  }

  override onopentagname(start: number, end: number): void {
    this.#isFlat = this.#isDeep();
    super.onopentagname(start, end);
  }

  override onclosetag(start: number, end: number): void {
    this.#isFlat = false;
    super.onclosetag(start, end);
  }

  override isVoidElement(name: string): boolean {
    return this.#isFlat || super.isVoidElement(name);
  }
}

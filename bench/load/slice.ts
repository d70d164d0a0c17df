/** A request as it is written before the slice begins, so that nothing is prepared while time runs. */
export interface Prepared {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  headers?: Record<string, string>;
  /** JSON */
  body?: string;
}

/** Each request is sent once, over so many connections that each wait for an answer before they ask again. */
export interface Slice {
  url: string;
  connections: number;
  requests: Prepared[];
}

export interface Answered {
  status: number;
  body: string;
}

export interface Fired {
  /** From the first request to the last answer. */
  ms: number;
  /** In the order of the requests. */
  answers: Answered[];
  /** Of each answer, in the order in which they came. */
  latenciesMs: number[];
}

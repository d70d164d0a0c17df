/** For tests: the package brings no types. */
declare module 'parse-prometheus-text-format' {
  interface Metric {
    value?: string;
    labels?: Record<string, string>;
    count?: string;
    sum?: string;
    buckets?: Record<string, string>;
  }

  export default function parse(
    text: string,
  ): { name: string; type: string; help: string; metrics: Metric[] }[];
}

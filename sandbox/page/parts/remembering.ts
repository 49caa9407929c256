import { Component, type ComponentType, h } from 'preact';

const differ = <P extends object>(a: P, b: P) => {
  const before = Object.entries(a);
  const after = new Map(Object.entries(b));
  return before.length !== after.size || before.some(([name, value]) => after.get(name) !== value);
};

/** The same part, drawn again only when one of its inputs is another one than before. */
export function remembering<P extends object>(Part: ComponentType<P>): ComponentType<P> {
  return class Remembered extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return differ<object>(this.props, next);
    }

    override render() {
      return h(Part, this.props as P & { key?: string });
    }
  };
}

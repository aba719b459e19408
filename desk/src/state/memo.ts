import { Component, type ComponentType, h } from 'preact';

/** A component that is drawn again only when one of its properties is another one. */
export function memo<P extends object>(component: ComponentType<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const names = Object.keys({ ...this.props, ...next }) as (keyof P)[];
      return names.some((name) => !Object.is(this.props[name], next[name]));
    }

    override render(props: P) {
      return h(component, props);
    }
  };
}

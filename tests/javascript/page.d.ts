/**
 * What the scripts may take for granted in our pages, for `tsc` (see jsconfig.json). A selector names an element by its
 * part in the page, not by its tag: what it finds may be a field, a link, a form, a dialog or a template, and the members
 * of these are known on all of them. A member that none of them has is a fault, and so is a wrong argument.
 */
interface PageElement extends HTMLElement {
  action: string;
  checked: boolean;
  content: DocumentFragment;
  elements: HTMLFormControlsCollection & Record<string, HTMLInputElement>;
  files: FileList;
  form: HTMLFormElement;
  href: string;
  name: string;
  open: boolean;
  pathname: string;
  returnValue: string;
  value: string;
  requestSubmit(): void;
  select(): void;
  showModal(): void;
  submit(): void;
}

interface ParentNode {
  querySelector<E extends Element = PageElement>(selectors: string): E | null;
  querySelectorAll<E extends Element = PageElement>(selectors: string): NodeListOf<E>;
}

interface Element {
  closest<E extends Element = PageElement>(selectors: string): E | null;
}

interface Document {
  getElementById(id: string): PageElement | null;
}

interface DocumentFragment {
  readonly firstElementChild: PageElement | null;
  cloneNode(deep?: boolean): DocumentFragment;
}

import { render } from 'preact';
import { Storefront } from './storefront.tsx';
import './page.css';

render(<Storefront />, document.getElementById('page') as HTMLElement);

import { render } from 'preact';
import './page.css';

render(<main />, document.getElementById('page') as HTMLElement);

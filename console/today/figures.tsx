import type { ComponentChildren } from 'preact';
import { moneyText } from '../../ui/money.ts';
import { hashOf } from '../navigation/place.ts';
import { texts } from '../texts.ts';
import { refusalsOf } from './refusals.ts';
import { soldOn } from './revenue.ts';
import { dayOf, type ShopToday } from './shop-today.ts';

/** The day in a line of numbers. */
export function Figures({ shop, now }: { shop: ShopToday; now: number }) {
  const { orders, revenue } = soldOn(dayOf(now), shop.days);
  const { forStock, faults } = refusalsOf(shop.failed);
  const { figures } = texts.today;
  const orMore = shop.hasMore ? '+' : '';
  return (
    <dl class="tiles">
      <Tile name={figures.orders} value={orders} />
      <Tile name={figures.revenue} value={revenue.map(moneyText).join(' · ') || figures.none} isMain />
      <Tile name={figures.waiting} value={shop.waiting} />
      <Tile name={figures.forStock} value={`${forStock}${orMore}`} tone={forStock > 0 ? 'warn' : ''} />
      <Tile
        name={figures.faults}
        value={<a href={hashOf(['orders'], { status: 'failed' })}>{`${faults}${orMore}`}</a>}
        tone={faults > 0 ? 'bad' : ''}
      />
    </dl>
  );
}

interface TileProps {
  name: string;
  value: ComponentChildren;
  isMain?: boolean;
  tone?: string;
}

function Tile({ name, value, isMain = false, tone = '' }: TileProps) {
  return (
    <div class={`card ${isMain ? 'wide' : ''} ${tone}`}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

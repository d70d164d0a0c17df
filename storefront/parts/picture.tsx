interface Pictured {
  image: string | null;
  /** Left out where the name stands beside it. */
  name?: string;
  /** Of what is seen at once; the others come when they are scrolled to. */
  isFirst?: boolean;
}

/** A product's picture in a square that is there before the picture is. */
export function Picture({ image, name = '', isFirst = false }: Pictured) {
  return (
    <span class="picture">
      {image && (
        <img
          src={image}
          alt={name}
          width="480"
          height="480"
          loading={isFirst ? 'eager' : 'lazy'}
          decoding="async"
        />
      )}
    </span>
  );
}

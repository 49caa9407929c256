import { useState } from 'preact/hooks';
import type { Column } from '../columns.ts';
import { shareable, sizeText } from '../sizes.ts';
import type { Message } from '../types.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icon.tsx';

const address = (id: string) => `/_sandbox/files/${encodeURIComponent(id)}`;

export function Media({ message }: { message: Message; column: Column }) {
  const { photo, voice, document: file, venue, location, contact } = message;
  if (photo) return <Photo message={message} />;
  if (voice) return <audio class="voice" controls preload="none" src={address(voice.file_id)} />;
  if (file)
    return (
      <a class="file" href={address(file.file_id)} download={file.file_name ?? 'file'}>
        <span class="file-sign">
          <Icon name="file" />
        </span>
        <span>
          <b>{file.file_name ?? 'File'}</b>
          <small>{sizeText(file.file_size)}</small>
        </span>
      </a>
    );
  if (venue) return <Place title={venue.title} text={venue.address} at={venue.location} />;
  if (location) return <Place title="Location" text={shareable(location)} at={location} />;
  if (contact)
    return (
      <p class="contact">
        <Avatar id={contact.user_id ?? 0} name={contact.first_name} />
        <span>
          <b>
            {contact.first_name} {contact.last_name}
          </b>
          <small>+{contact.phone_number.replace(/^\+/, '')}</small>
        </span>
      </p>
    );
  return null;
}

function Photo({ message }: { message: Message }) {
  const [open, setOpen] = useState(message.has_media_spoiler !== true);
  const size = message.photo?.at(-1);
  if (!size) return null;
  const picture = (
    <img
      class="photo"
      src={address(size.file_id)}
      width={size.width}
      height={size.height}
      alt={message.caption ?? 'Photo'}
      loading="lazy"
    />
  );
  if (open) return picture;
  return (
    <button type="button" class="veiled" aria-label="Hidden photo: show it" onClick={() => setOpen(true)}>
      {picture}
    </button>
  );
}

type PlaceProps = { title: string; text: string; at: { latitude: number; longitude: number } };

/** No map: the page fetches nothing from elsewhere. */
function Place({ title, text, at }: PlaceProps) {
  return (
    <p class="place" title={shareable(at)}>
      <span class="file-sign">
        <Icon name="place" />
      </span>
      <span>
        <b>{title}</b>
        <small>{text}</small>
      </span>
    </p>
  );
}

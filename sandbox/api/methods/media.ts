import { imageSize } from '../../acts/image-size.ts';
import type { FileRecord } from '../../state/types.ts';
import type { Content, Location, Venue } from '../../state/wire.ts';
import type { Context, Methods } from '../context.ts';
import { badRequest } from '../errors.ts';
import { readCaption, sendAndTell } from '../send.ts';

const photoLimit = 10 * 1024 * 1024;

/** A new upload, or a file the bot names by id. The emulator fetches nothing from the net. */
function fileFor({ params, kit }: Context, name: string): FileRecord {
  const upload = params.upload(name);
  if (upload) {
    if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
    return kit.files.save({ name: upload.filename, mime: upload.mime, bytes: upload.bytes });
  }
  const given = params.text(name);
  if (given === '') throw badRequest(`There is no ${name} in the request`);
  if (/^https?:\/\//.test(given)) throw badRequest('failed to get HTTP URL content');
  const known = kit.world.files.get(given);
  if (!known) throw badRequest('wrong file identifier/HTTP URL specified');
  return known;
}

const ids = (file: FileRecord) => ({
  file_id: file.id,
  file_unique_id: file.uniqueId,
  file_size: file.size,
});

function captioned(context: Context): Content {
  const caption = readCaption(context);
  const above = context.params.flag('show_caption_above_media') && caption.caption !== undefined;
  return { ...caption, ...(above && { show_caption_above_media: true as const }) };
}

function photo(context: Context): Content {
  const file = fileFor(context, 'photo');
  if (file.size > photoLimit) throw badRequest('file is too big');
  const size = imageSize(context.kit.files.read(file) ?? Buffer.alloc(0));
  if (!size) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = size;
  if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height))
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  return {
    photo: [{ ...ids(file), width, height }],
    ...captioned(context),
    ...(context.params.flag('has_spoiler') && { has_media_spoiler: true as const }),
  };
}

function readLocation({ params }: Context): Location {
  for (const name of ['latitude', 'longitude'])
    if (params.text(name).trim() === '') throw badRequest(`${name} is empty`);
  const latitude = Number.parseFloat(params.text('latitude')) || 0;
  const longitude = Number.parseFloat(params.text('longitude')) || 0;
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) throw badRequest('wrong location specified');
  return { latitude, longitude };
}

function venue(context: Context): Venue {
  const { params } = context;
  const named = ['foursquare_id', 'foursquare_type', 'google_place_id', 'google_place_type'];
  const more = Object.fromEntries(
    named.map((name) => [name, params.text(name)] as const).filter(([, value]) => value !== ''),
  );
  const location = readLocation(context);
  return { location, title: params.required('title'), address: params.required('address'), ...more };
}

export const media: Methods = {
  senddocument: (context) =>
    sendAndTell(context, () => {
      const file = fileFor(context, 'document');
      const document = { ...ids(file), file_name: file.name, mime_type: file.mime };
      return { document, ...captioned(context) };
    }),
  sendphoto: (context) => sendAndTell(context, () => photo(context)),
  sendvoice: (context) =>
    sendAndTell(context, () => {
      const file = fileFor(context, 'voice');
      const duration = Math.max(0, context.params.integer('duration'));
      return { voice: { ...ids(file), duration, mime_type: file.mime }, ...captioned(context) };
    }),
  sendlocation: (context) => sendAndTell(context, () => ({ location: readLocation(context) })),
  sendvenue: (context) =>
    sendAndTell(context, () => {
      const place = venue(context);
      return { venue: place, location: place.location };
    }),
  sendcontact: (context) =>
    sendAndTell(context, () => {
      const { params } = context;
      const last = params.text('last_name');
      const vcard = params.text('vcard');
      return {
        contact: {
          phone_number: params.required('phone_number'),
          first_name: params.required('first_name'),
          ...(last && { last_name: last }),
          ...(vcard && { vcard }),
        },
      };
    }),
  getfile({ kit, params }) {
    const id = params.text('file_id');
    if (id === '') throw badRequest('file_id not specified');
    const file = kit.world.files.get(id);
    if (!file) throw badRequest('invalid file_id');
    if (file.size > 20 * 1024 * 1024) throw badRequest('file is too big');
    return { ...ids(file), file_path: file.path };
  },
};

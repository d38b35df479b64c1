import { FileDrop } from '../../features/list-file/file-drop.tsx';
import { postsAt } from '../../state/addresses.ts';
import { navigate } from '../../state/hash-location.ts';
import { postFiles } from '../../state/posting.ts';
import { PostPage } from './post-page.tsx';

/** The first step of posting a file of leads: dropping or choosing it. */
export function NewPosts() {
  return (
    <PostPage at={0}>
      <FileDrop
        files={postFiles}
        title="Drop a file of leads to post here"
        onTaken={() => navigate(postsAt('columns'))}
      >
        An Excel workbook (.xlsx), CSV or other delimited text. Every lead is checked against the lead type’s fields
        first, and nothing is posted until you say so.
      </FileDrop>
    </PostPage>
  );
}
